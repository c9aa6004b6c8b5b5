/** The networks' graphs written as ONNX files (opset 19), which ONNX Runtime executes in the node. */
package org.echoscribe.study.onnx;
