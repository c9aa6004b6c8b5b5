/**
 * Durable state: the spool of received objects, the journal of what was decided about them, and the queues of what is
 * still to be done. What a method here has returned survives the loss of power.
 */
package org.echoscribe.journal;
