/** Labelled loops: read, split by study, prepared once through the service's own code path, and served as batches. */
package org.echoscribe.study.data;
