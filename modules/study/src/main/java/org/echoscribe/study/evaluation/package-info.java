/** How well trained networks answer on loops of studies that they never saw. */
package org.echoscribe.study.evaluation;
