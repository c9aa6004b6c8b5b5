package org.echoscribe.statistics;

/**
 * One classifier's answers held against two human readers of the same items.
 *
 * @param errorAgainstFirst answers that differ from the first reader's
 * @param errorAgainstSecond answers that differ from the second reader's
 * @param errorAgainstEither answers that differ from both readers'
 * @param errorWhereReadersAgree wrong answers among the items on which both readers agree
 * @param readersDisagree items on which the readers differ
 */
public record TwoReaderComparison(
        Proportion errorAgainstFirst,
        Proportion errorAgainstSecond,
        Proportion errorAgainstEither,
        Proportion errorWhereReadersAgree,
        Proportion readersDisagree) {

    /**
     * Counts the five proportions.
     *
     * @param first the first reader's classes
     * @param second the second reader's, in the same order; any int that is no class, such as -1, for "none of them"
     * @param answers the classifier's, in the same order
     */
    public static TwoReaderComparison of(int[] first, int[] second, int[] answers) {
        int items = answers.length;
        if (first.length != items || second.length != items) {
            throw new IllegalArgumentException("Both readers must have read the items that were answered: "
                    + first.length + ", " + second.length + " and " + items);
        }
        int notFirst = 0;
        int notSecond = 0;
        int neither = 0;
        int notEvenAgreed = 0;
        int agreed = 0;
        for (int item = 0; item < items; item++) {
            boolean differsFromFirst = answers[item] != first[item];
            boolean differsFromSecond = answers[item] != second[item];
            boolean readersAgree = first[item] == second[item];
            notFirst += differsFromFirst ? 1 : 0;
            notSecond += differsFromSecond ? 1 : 0;
            neither += differsFromFirst && differsFromSecond ? 1 : 0;
            agreed += readersAgree ? 1 : 0;
            notEvenAgreed += readersAgree && differsFromFirst ? 1 : 0;
        }
        return new TwoReaderComparison(
                new Proportion(notFirst, items),
                new Proportion(notSecond, items),
                new Proportion(neither, items),
                new Proportion(notEvenAgreed, agreed),
                new Proportion(items - agreed, items));
    }
}
