/** The back-end that trains: executes the networks' graphs with libtorch through the JavaCPP presets. */
package org.echoscribe.study.torch;
