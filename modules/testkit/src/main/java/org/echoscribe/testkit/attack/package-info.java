/**
 * What peers do to a receiver by mistake or on purpose: one catalogue, which the tests play against a node and
 * {@code deploy/benchmark attacks} against any receiver.
 */
package org.echoscribe.testkit.attack;
