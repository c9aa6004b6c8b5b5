/** How the networks learn: epochs over examples, plateau, checkpoints, learning curves; libtorch stays behind it. */
package org.echoscribe.study.training;
