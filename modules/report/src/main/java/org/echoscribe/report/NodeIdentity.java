package org.echoscribe.report;

/**
 * This node as General Equipment (PS3.3 C.7.5.1) and as device observer. Characters outside printable ASCII are replaced
 * when written.
 *
 * @param name what tells this node from others: Device Serial Number and Device Observer Name
 * @param manufacturer who made the software
 * @param modelName the software's name
 * @param softwareVersion the software's version
 */
public record NodeIdentity(String name, String manufacturer, String modelName, String softwareVersion) {}
