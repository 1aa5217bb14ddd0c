//! Small symmetric matrices: just what a posterior over two dozen weights needs.

use super::signs::N_SIGNS;

/// A row of numbers, one a sign.
pub type Row = [f64; N_SIGNS];

/// A square matrix, one row and one column a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix(pub Vec<Row>);

impl Matrix {
    /// All zeros.
    pub fn zero() -> Matrix {
        Matrix(vec![[0.0; N_SIGNS]; N_SIGNS])
    }

    /// These numbers on the diagonal, zeros elsewhere.
    pub fn diagonal(values: &Row) -> Matrix {
        let mut matrix = Matrix::zero();
        for (at, value) in values.iter().enumerate() {
            matrix.0[at][at] = *value;
        }
        matrix
    }

    /// The sum of two matrices.
    pub fn plus(&self, other: &Matrix) -> Matrix {
        let mut sum = self.clone();
        for (row, more) in sum.0.iter_mut().zip(&other.0) {
            row.iter_mut().zip(more).for_each(|(a, b)| *a += b);
        }
        sum
    }

    /// `x' M x`.
    pub fn form(&self, x: &Row) -> f64 {
        let mut sum = 0.0;
        for (at, value) in x.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            let row = &self.0[at];
            let inner: f64 = x[..at].iter().zip(row).map(|(a, b)| a * b).sum();
            sum += value * (2.0 * inner + value * row[at]);
        }
        sum
    }

    /// `M x`.
    pub fn times(&self, x: &Row) -> Row {
        let mut out = [0.0; N_SIGNS];
        for (value, row) in out.iter_mut().zip(&self.0) {
            *value = row.iter().zip(x).map(|(a, b)| a * b).sum();
        }
        out
    }

    /// The lower triangle whose product with its transpose this is. A matrix that rounding has left without one gets a
    /// little on its diagonal.
    pub fn cholesky(&self) -> Cholesky {
        let mut lower = Matrix::zero();
        for i in 0..N_SIGNS {
            for j in 0..=i {
                let inner: f64 = lower.0[i][..j].iter().zip(&lower.0[j][..j]).map(|(a, b)| a * b).sum();
                let rest = self.0[i][j] - inner;
                lower.0[i][j] = if i == j { rest.max(1e-12).sqrt() } else { rest / lower.0[j][j] };
            }
        }
        Cholesky(lower)
    }
}

/// A lower triangle.
#[derive(Clone, Debug)]
pub struct Cholesky(Matrix);

impl Cholesky {
    /// The `x` with `M x = b`.
    pub fn solve(&self, b: &Row) -> Row {
        self.solve_from(0, b)
    }

    /// The same, where `b` is zero before a place, and so is what is solved first.
    fn solve_from(&self, first: usize, b: &Row) -> Row {
        let lower = &self.0.0;
        let mut x = *b;
        for i in first..N_SIGNS {
            let inner: f64 = lower[i][first..i].iter().zip(&x[first..]).map(|(a, b)| a * b).sum();
            x[i] = (x[i] - inner) / lower[i][i];
        }
        for i in (0..N_SIGNS).rev() {
            let inner: f64 = (i + 1..N_SIGNS).map(|k| lower[k][i] * x[k]).sum();
            x[i] = (x[i] - inner) / lower[i][i];
        }
        x
    }

    /// The inverse of the matrix.
    pub fn inverse(&self) -> Matrix {
        let mut inverse = Matrix::zero();
        for at in 0..N_SIGNS {
            let mut unit = [0.0; N_SIGNS];
            unit[at] = 1.0;
            inverse.0[at] = self.solve_from(at, &unit);
        }
        inverse
    }

    /// The natural logarithm of the determinant of the matrix.
    pub fn ln_determinant(&self) -> f64 {
        2.0 * (0..N_SIGNS).map(|at| self.0.0[at][at].ln()).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_inverts_and_measures() {
        let mut matrix = Matrix::diagonal(&[2.0; N_SIGNS]);
        matrix.0[0][1] = 1.0;
        matrix.0[1][0] = 1.0;
        let cholesky = matrix.cholesky();
        let mut b = [0.0; N_SIGNS];
        (b[0], b[1], b[2]) = (3.0, 3.0, 4.0);
        let x = cholesky.solve(&b);
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 1.0).abs() < 1e-12 && (x[2] - 2.0).abs() < 1e-12);
        // [[2, 1], [1, 2]] has determinant 3 and inverse [[2, -1], [-1, 2]] / 3.
        let ln = 3.0f64.ln() + (N_SIGNS as f64 - 2.0) * 2.0f64.ln();
        assert!((cholesky.ln_determinant() - ln).abs() < 1e-9);
        let inverse = cholesky.inverse();
        assert!((inverse.0[0][0] - 2.0 / 3.0).abs() < 1e-12 && (inverse.0[0][1] + 1.0 / 3.0).abs() < 1e-12);
        assert!(
            (matrix.form(&x) - matrix.times(&x).iter().zip(&x).map(|(a, b)| a * b).sum::<f64>()).abs()
                < 1e-12
        );
    }
}
