/** Model bundles, and the ONNX Runtime sessions that turn a loop's network input into scores. */
package org.echoscribe.inference;
