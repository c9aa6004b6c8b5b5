/** What a person types: one class for each command. */
package org.echoscribe.node.command;
