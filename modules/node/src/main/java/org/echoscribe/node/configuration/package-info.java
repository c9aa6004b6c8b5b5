/** What the person who runs the node decides: every key with its default, range and meaning, read from file, environment and command line. */
package org.echoscribe.node.configuration;
