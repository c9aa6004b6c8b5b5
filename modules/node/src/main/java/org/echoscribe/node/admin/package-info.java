/** What the person who runs the node can ask it over HTTP: is it alive, is it ready, what does it count. */
package org.echoscribe.node.admin;
