package org.echoscribe.vocabulary;

/**
 * Which trained network said it.
 *
 * @param name the bundle's name, such as {@code phantom-small}
 * @param version the bundle's version, such as {@code 1.0.0}
 * @param manufacturer who made the model
 * @param sha256 the digest over every file of the bundle, 64 lower-case hex digits
 * @param synthetic true when it was trained on synthetic data: every report says so
 */
public record ModelIdentity(String name, String version, String manufacturer, String sha256, boolean synthetic) {}
