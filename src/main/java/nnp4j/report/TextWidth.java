package nnp4j.report;

/** Estimated widths of text, without fonts: those of DejaVu Sans, the widest of the usual sans-serif faces. */
final class TextWidth {
    /** Hundredths of the size, from the space to the tilde. */
    private static final int[] ASCII = {
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
        84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99,
        69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52,
        39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84
    };

    private static final int DIGITS_ABOVE_AND_BELOW = 41;
    private static final int OTHER = 84;
    private static final int IDEOGRAPH = 100;

    private TextWidth() {}

    static double of(String text, double size) {
        return text.codePoints().map(TextWidth::hundredths).sum() * size / 100;
    }

    private static int hundredths(int c) {
        if (c >= ' ' && c <= '~') return ASCII[c - ' '];
        if ("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉".indexOf(c) >= 0) return DIGITS_ABOVE_AND_BELOW;
        return c > 0x2e80 ? IDEOGRAPH : OTHER;
    }

    /** The text, cut and ended by an ellipsis where it is wider than there is room. */
    static String cut(String text, double size, double room) {
        if (of(text, size) <= room) return text;
        int end = text.length();
        while (end > 0 && of(text.substring(0, end) + "…", size) > room) end = text.offsetByCodePoints(end, -1);
        return text.substring(0, end).strip() + "…";
    }
}
