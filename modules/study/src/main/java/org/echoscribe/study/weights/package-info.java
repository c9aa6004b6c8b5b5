/** Starting weights: files that others published, read into the parameters of our networks. */
package org.echoscribe.study.weights;
