/** A stored loop to network inputs with optical flow: one code path for training and for service. */
package org.echoscribe.imaging;
