/** The paper's networks, each declared once as a typed graph of layers with static shapes, one file per paper. */
package org.echoscribe.study.network;
