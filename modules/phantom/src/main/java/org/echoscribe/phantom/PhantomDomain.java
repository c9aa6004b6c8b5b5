package org.echoscribe.phantom;

/** How widely the looks of synthetic loops are drawn. What a view is made of and how it moves is the same in both. */
public enum PhantomDomain {
    /** Machines, hands and bodies as a well-run laboratory has them. */
    USUAL("usual domain"),
    /**
     * Far wider than any laboratory: J. Tobin et al., "Domain Randomization for Transferring Deep Neural Networks from
     * Simulation to the Real World", IROS 2017, arXiv:1703.06907. A network that has to do with all of it has less to hold
     * on to that only the phantom has. {@link RandomiseDomain} says what is drawn.
     */
    RANDOMISED("randomised domain");

    private final String words;

    PhantomDomain(String words) {
        this.words = words;
    }

    /** For headers and provenance, such as "randomised domain". */
    public String words() {
        return words;
    }
}
