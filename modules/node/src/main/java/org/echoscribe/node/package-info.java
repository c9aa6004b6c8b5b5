/** The program: its command line, its configuration, and how the parts are wired together. */
package org.echoscribe.node;
