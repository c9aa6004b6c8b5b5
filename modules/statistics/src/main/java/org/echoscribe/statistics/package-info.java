/**
 * The statistics of a classifier's evaluation as Howard et al., J Med Artif Intell 2020;3:4 (doi
 * 10.21037/jmai.2019.10.03) report them. Classes are plain ints, so nothing here knows what they mean.
 */
package org.echoscribe.statistics;
