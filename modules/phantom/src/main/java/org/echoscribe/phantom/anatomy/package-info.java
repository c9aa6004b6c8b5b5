/** Two-dimensional hearts as seen in each view: shapes that deform over the cardiac cycle. Lengths are in centimetres. */
package org.echoscribe.phantom.anatomy;
