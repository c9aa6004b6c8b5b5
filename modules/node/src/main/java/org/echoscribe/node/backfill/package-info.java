/** Fetches studies of the past from an archive, so that they are labelled when nothing more urgent waits. */
package org.echoscribe.node.backfill;
