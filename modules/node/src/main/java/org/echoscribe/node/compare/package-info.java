/** Two models side by side: what they are, and what they say about the same loops. */
package org.echoscribe.node.compare;
