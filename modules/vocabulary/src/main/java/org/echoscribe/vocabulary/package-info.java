/** The domain's words: the 14 views with their codes, loops, scores, outcomes and the shapes that networks read. */
package org.echoscribe.vocabulary;
