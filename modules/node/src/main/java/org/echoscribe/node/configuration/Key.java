package org.echoscribe.node.configuration;

import java.util.function.Function;

/**
 * One configuration key: what it is called, which values it takes, and what holds when nobody sets it.
 *
 * @param name kebab-case words joined by dots, such as {@code node.ae-title}; {@code *} stands for a name that the site
 *     chooses, as in {@code destinations.*.port}
 * @param defaultText the value when nobody sets the key, as it would be written; empty where there is none
 * @param range the allowed values in words, used in refusals and in the documentation
 * @param meaning what the key decides, in one or two sentences
 * @param parse turns text into the value; throws {@link IllegalArgumentException} for a value outside the range
 */
public record Key<T>(String name, String defaultText, String range, String meaning, Function<String, T> parse) {

    /** The environment variable that sets this key, such as {@code ECHOSCRIBE_NODE_AE_TITLE}. */
    public String environmentVariable() {
        return environmentVariable(name);
    }

    static String environmentVariable(String keyName) {
        return "ECHOSCRIBE_" + keyName.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }

    boolean isTemplate() {
        return name.contains("*");
    }

    /** Whether a written key is this one, or one of those that this template stands for. */
    boolean covers(String written) {
        String[] pattern = name.split("\\.");
        String[] words = written.split("\\.", -1);
        if (pattern.length != words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            boolean free = pattern[i].equals("*") && words[i].matches("[a-z0-9][a-z0-9-]*");
            if (!free && !pattern[i].equals(words[i])) {
                return false;
            }
        }
        return true;
    }
}
