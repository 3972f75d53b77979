package nnp4j.train;

/**
 * How many frames each part of a split gets.
 *
 * @param training to fit
 * @param validation to choose by
 * @param test to test
 */
public record Sizes(int training, int validation, int test) {
    /**
     * Sizes in words for a number of frames.
     *
     * @param training a number such as 1000 or a part such as 80%
     * @param validation the same, or 0
     * @param test the same, or rest
     * @param frames how many there are
     * @return the sizes
     * @throws TrainingException if nothing is left to train or there are not so many frames
     */
    public static Sizes of(String training, String validation, String test, int frames) {
        int fit = count(training, frames);
        int choose = count(validation, frames);
        int judge = test.equals("rest") ? Math.max(0, frames - fit - choose) : count(test, frames);
        if (fit < 1 || (long) fit + choose + judge > frames)
            throw new TrainingException("split: expected at least 1 frame to train and at most " + frames
                    + " in all, found " + fit + " training, " + choose + " validation, " + judge + " test");
        return new Sizes(fit, choose, judge);
    }

    /** A number or a part of the frames; throws IllegalArgumentException where it is neither. */
    static int count(String text, int frames) {
        if (text.matches("\\d{1,9}")) return Integer.parseInt(text);
        if (text.matches("\\d{1,3}(\\.\\d*)?%")) {
            double part = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
            if (part <= 1) return (int) Math.round(part * frames);
        }
        throw new IllegalArgumentException("expected a number of frames or a part such as 80%, found \"" + text + "\"");
    }
}
