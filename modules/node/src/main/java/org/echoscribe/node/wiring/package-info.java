/** How the configuration becomes a running node. */
package org.echoscribe.node.wiring;
