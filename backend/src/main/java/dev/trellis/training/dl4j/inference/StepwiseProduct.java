package dev.trellis.training.dl4j.inference;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sum of a bias and matrix-vector products, for DL4J's matrices of shape {@code [inputs, outputs]}
 * in f order.
 */
final class StepwiseProduct implements AutoCloseable {
  private final INDArray bias;
  private final FloatPointer biasNumbers;
  private final List<Matrix> matrices = new ArrayList<>();
  private final FloatPointer result;

  StepwiseProduct(INDArray bias) {
    this.bias = bias;
    biasNumbers = new FloatPointer(bias.data().addressPointer());
    result = new FloatPointer(bias.length());
  }

  /**
   * Matrix with the pointer to its elements; the reference to the array keeps the memory allocated.
   */
  private record Matrix(INDArray array, FloatPointer numbers, int rows, int columns) {
    static Matrix of(INDArray array) {
      FloatPointer numbers = new FloatPointer(array.data().addressPointer());
      return new Matrix(array, numbers, (int) array.size(0), (int) array.size(1));
    }
  }

  /**
   * Adds a matrix.
   *
   * @return this product
   * @throws IllegalArgumentException if the matrix is not in f order
   */
  StepwiseProduct addMatrix(INDArray matrix) {
    if (matrix.stride(0) != 1 || matrix.stride(1) != matrix.size(0)) {
      throw new IllegalArgumentException(
          "the matrix must be in f order: " + matrix.shapeInfoToString());
    }
    matrices.add(Matrix.of(matrix));
    return this;
  }

  /**
   * Computes the sum.
   *
   * @param inputs one vector for each matrix
   * @return the sum; valid until the next call
   */
  FloatPointer multiply(FloatPointer... inputs) {
    Pointer.memcpy(result, biasNumbers, bias.length() * Float.BYTES);
    for (int index = 0; index < inputs.length; index++) {
      Matrix matrix = matrices.get(index);
      cblas_sgemv(
          CblasColMajor,
          CblasTrans,
          matrix.rows(),
          matrix.columns(),
          1,
          matrix.numbers(),
          matrix.rows(),
          inputs[index],
          1,
          1,
          result,
          1);
    }
    return result;
  }

  @Override
  public void close() {
    result.close();
  }
}
