package org.echoscribe.node.admin;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the node can do its work now, part by part.
 *
 * @param parts each part that the work needs
 */
public record Readiness(List<Part> parts) {

    public Readiness {
        parts = List.copyOf(parts);
    }

    /** True when every part works. */
    public boolean ready() {
        return parts.stream().allMatch(Part::works);
    }

    /** One line for each part, for people and for scripts. */
    public String describe() {
        return parts.stream()
                .map(part -> (part.works() ? "ok      " : "failing ") + part.name() + ": " + part.detail() + "\n")
                .collect(Collectors.joining());
    }

    /**
     * One part.
     *
     * @param name such as {@code journal}
     * @param works whether it works now
     * @param detail what it is, or what is wrong and what to do
     */
    public record Part(String name, boolean works, String detail) {}
}
