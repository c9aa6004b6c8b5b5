/** Dense optical flow between consecutive frames: the dual TV-L1 method. */
package org.echoscribe.imaging.flow;
