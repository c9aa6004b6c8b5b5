/**
 * The sentence: receive, store, queue; decode, flow, infer, report, deliver. The first three run before a C-STORE is
 * answered and touch only the disk; the rest runs after it, on threads of its own.
 */
package org.echoscribe.pipeline;
