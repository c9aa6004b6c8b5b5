package org.echoscribe.journal;

/**
 * One key's turn at a step.
 *
 * @param key what the step is to do, as {@link Step} says
 * @param failures how often in a row the step has failed for it, crashes of the process included
 */
public record Turn(String key, int failures) {}
