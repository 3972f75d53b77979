package nnp4j.convert;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of one line of a file that are no comment.
 *
 * @param file where it stands
 * @param number of the line, from 1
 * @param words at least one
 */
record HdnnpLine(Path file, int number, List<String> words) {
    /** The lines of a file that say something. */
    static List<HdnnpLine> read(Path file) {
        List<String> text;
        try {
            text = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new ConvertException(file + ": expected text, found other bytes", e);
        } catch (IOException e) {
            throw ConvertException.unreadable(file, e);
        }
        List<HdnnpLine> lines = new ArrayList<>();
        for (int k = 0; k < text.size(); k++) {
            String said = text.get(k).split("#", 2)[0].strip();
            if (!said.isEmpty()) lines.add(new HdnnpLine(file, k + 1, List.of(said.split("\\s+", -1))));
        }
        return lines;
    }

    String word(int index) {
        return words.get(index);
    }

    /** Refuses the line unless it has a certain number of words. */
    void expectWords(int fewest, int most, String what) {
        if (words.size() < fewest || words.size() > most) throw wrong(what, String.join(" ", words));
    }

    double number(int index) {
        String word = word(index);
        double value;
        try {
            value = Double.parseDouble(word.replace('D', 'E').replace('d', 'e'));
        } catch (NumberFormatException e) {
            throw wrong("a number", word);
        }
        if (!Double.isFinite(value)) throw wrong("a finite number", word);
        return value;
    }

    int count(int index) {
        String word = word(index);
        try {
            int value = Integer.parseInt(word);
            if (value >= 0) return value;
        } catch (NumberFormatException e) {
            throw wrong("a whole number of 0 or more", word);
        }
        throw wrong("a whole number of 0 or more", word);
    }

    /** The error that something else than expected was found in this line. */
    ConvertException wrong(String expected, String found) {
        return new ConvertException(where() + ": expected " + expected + ", found \"" + found + "\"");
    }

    /** The error of a bad call that this line led to. */
    ConvertException wrong(IllegalArgumentException cause) {
        return new ConvertException(where() + ": " + cause.getMessage(), cause);
    }

    private String where() {
        return file + ":" + number;
    }
}
