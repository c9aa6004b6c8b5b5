/** A cart, the node and a PACS on loopback in one process, so that a person sees the whole way of a study. */
package org.echoscribe.node.demo;
