/**
 * Synthetic echo studies with known views and physically moving hearts: the only unlimited labelled data there is.
 *
 * <p>A {@link org.echoscribe.phantom.PhantomStudy} is drawn from a seed and an index; each of its
 * {@link org.echoscribe.phantom.PhantomLoop loops} can be rendered in memory or written as a DICOM object. Everything
 * written says SYNTHETIC where a person sees it.
 */
package org.echoscribe.phantom;
