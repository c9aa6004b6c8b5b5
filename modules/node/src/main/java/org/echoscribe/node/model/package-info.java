/** Which model serves a node and which shadows it, and how that changes while the node runs. */
package org.echoscribe.node.model;
