//! Floats and decimal digits, exactly: what is read is the double nearest to the digits, of two that are equally near
//! the even one. Not here: how a float is written (`python_float.rs`).
//!
//! Not `str::parse::<f64>()`: the standard library's tables for it are 12 KB gzip of the WASM. They are for
//! speed, and no run reads more than a handful of floats.

/// Beyond these digits only whether there is one that is not zero can matter: the double nearest to a number
/// is decided by at most 767 (those of the point half-way between the two smallest normal doubles).
const DIGITS: usize = 800;

/// Parses a decimal number, with or without point and exponent, or `inf`, `infinity` and `nan` in any case: the forms
/// that Python's `float()` and Rust share, without blanks around.
pub fn float(text: &str) -> Option<f64> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let is = |word: &str| unsigned.eq_ignore_ascii_case(word);
    let size = if is("inf") || is("infinity") {
        f64::INFINITY
    } else if is("nan") {
        f64::NAN
    } else {
        Decimal::read(unsigned)?.nearest()
    };
    Some(size.copysign(sign))
}

/// The double nearest to a number, not zero, times a power of ten.
pub fn nearest(number: u64, tens: i32) -> f64 {
    Whole::from(number).nearest(tens)
}

/// The first 18 or 19 digits of a finite float above zero: as a number, the power of ten that it counts, and whether the
/// float is greater than that.
pub fn first_digits(float: f64) -> (u64, i32, bool) {
    let bits = float.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, twos) = match (bits >> 52) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    };
    let log2 = 63 - mantissa.leading_zeros() as i32 + twos;
    // The common logarithm of 2 is 0.30103.
    let tens = 17 - (log2 * 30103).div_euclid(100_000);
    let (whole, scale) = Whole::from(mantissa).scaled(tens);
    let first = -(twos + scale);
    (whole.bits(first, 64), -tens, whole.has_bits_below(first))
}

/// A number `0.DIGITS × 10^point`, its first digit not zero; no digits are zero.
#[derive(Debug, Default)]
struct Decimal {
    digits: Vec<u8>,
    point: i64,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, clamped(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut decimal = Self { digits: Vec::new(), point: exponent };
        for (digits, step) in [(whole, 1), (fraction, 0)] {
            for byte in digits.bytes() {
                decimal.push(byte.is_ascii_digit().then(|| byte - b'0')?, step);
            }
        }
        Some(decimal)
    }

    /// Appends a digit: one of the whole part moves the point by a step to the right.
    fn push(&mut self, digit: u8, step: i64) {
        if self.digits.is_empty() && digit == 0 {
            self.point += step - 1;
            return;
        }
        self.point += step;
        if self.digits.len() <= DIGITS {
            self.digits.push(digit);
        } else if digit > 0 {
            self.digits[DIGITS] |= 1;
        }
    }

    fn nearest(&self) -> f64 {
        match self.point {
            _ if self.digits.is_empty() => 0.0,
            ..=-324 => 0.0,
            310.. => f64::INFINITY,
            _ => {
                let mut whole = Whole::default();
                for digit in &self.digits {
                    whole.multiply_add(10, u32::from(*digit));
                }
                whole.nearest(self.point as i32 - self.digits.len() as i32)
            }
        }
    }
}

/// The exponent that follows the `e`, or one that is as good as it where it is beyond any text's length.
fn clamped(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let more = |number: i64, byte| (number * 10 + i64::from(byte - b'0')).min(1 << 40);
    Some(sign * digits.bytes().fold(0, more))
}

/// A whole number of any size, its lowest limb first.
#[derive(Debug, Default)]
struct Whole {
    limbs: Vec<u32>,
}

impl Whole {
    /// As many fives as a limb holds.
    const FIVES: u32 = 13;

    fn multiply_add(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for limb in &mut self.limbs {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.limbs.push(carry as u32);
        }
    }

    /// Divides; the lowest bit is 1 where something remains.
    fn divide(&mut self, divisor: u32) {
        let mut rest = 0;
        for limb in self.limbs.iter_mut().rev() {
            let dividend = rest << 32 | u64::from(*limb);
            *limb = (dividend / u64::from(divisor)) as u32;
            rest = dividend % u64::from(divisor);
        }
        self.limbs[0] |= u32::from(rest > 0);
        while self.limbs.last() == Some(&0) {
            self.limbs.pop();
        }
    }

    /// This number times a power of ten, but for as many twos as are counted beside it. Of 64 bits and more; where
    /// it is not exact the lowest bit is 1.
    fn scaled(mut self, tens: i32) -> (Self, i32) {
        // 10^n is 5^n × 2^n. A division leaves 64 bits and more of what is made longer before.
        let mut fives = tens.unsigned_abs();
        let room = if tens < 0 { fives as usize * 7 / 96 } else { 0 } + 3;
        let mut limbs = vec![0; room];
        limbs.append(&mut self.limbs);
        self.limbs = limbs;
        while fives > 0 {
            let factor = 5_u32.pow(fives.min(Self::FIVES));
            if tens < 0 {
                self.divide(factor);
            } else {
                self.multiply_add(factor, 0);
            }
            fives = fives.saturating_sub(Self::FIVES);
        }
        (self, tens - 32 * room as i32)
    }

    fn bit(&self, index: i32) -> u64 {
        let limb = self.limbs.get(index as usize / 32);
        limb.map_or(0, |limb| u64::from(limb >> (index % 32) & 1))
    }

    /// So many bits from there on.
    fn bits(&self, first: i32, count: i32) -> u64 {
        (first..first + count).rev().fold(0, |bits, index| bits << 1 | self.bit(index))
    }

    fn has_bits_below(&self, end: i32) -> bool {
        (0..end).any(|index| self.bit(index) == 1)
    }

    /// The double nearest to this number times a power of ten; the number is not zero.
    fn nearest(self, tens: i32) -> f64 {
        let (whole, twos) = self.scaled(tens);
        let zeros = whole.limbs.last().map_or(0, |limb| limb.leading_zeros());
        let length = whole.limbs.len() as i32 * 32 - zeros as i32;
        // What the last of 53 bits counts, as a power of two; there is none below this.
        let unit = (twos + length - 53).max(-1074);
        if unit > 971 {
            return f64::INFINITY;
        }
        let first = unit - twos;
        let mut mantissa = whole.bits(first, 53);
        if whole.bit(first - 1) == 1 && (mantissa % 2 == 1 || whole.has_bits_below(first - 1)) {
            mantissa += 1;
        }
        // A mantissa of 53 bits adds its highest one to the exponent, which is meant: it is not stored.
        f64::from_bits((((unit + 1074) as u64) << 52) + mantissa)
    }
}

impl From<u64> for Whole {
    fn from(number: u64) -> Self {
        Self { limbs: vec![number as u32, (number >> 32) as u32] }
    }
}

#[cfg(test)]
mod tests {
    use super::float;

    fn same(text: &str) {
        let ours = float(text).map(f64::to_bits);
        assert_eq!(ours, text.parse().ok().map(f64::to_bits), "{text:.80}");
    }

    /// Numbers that look random and are the same on each run.
    fn random(count: usize) -> impl Iterator<Item = u64> {
        let mut bits = 0x1234_5678_9abc_def1_u64;
        std::iter::repeat_with(move || {
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            bits
        })
        .take(count)
    }

    #[test]
    fn the_forms_are_those_of_rust() {
        for text in [
            "",
            ".",
            "+",
            "-",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "1e-",
            "1.e5",
            ".5",
            "5.",
            "+5",
            "-5",
            "-0",
            "+-1",
            "1.2.3",
            "1e5.0",
            "1e5e5",
            "0x10",
            "1_0",
            " 1",
            "1 ",
            "inf",
            "-INF",
            "+Infinity",
            "infinit",
            "nan",
            "NaN",
            "٣",
            "1\u{0}",
            "1,5",
            "00.00e99999999999999999999",
            "1e99999999999999999999",
            "-1e-99999999999999999999",
        ] {
            same(text);
        }
    }

    #[test]
    fn classic_hard_cases_are_exact() {
        for text in [
            "2.2250738585072011e-308",
            "2.2250738585072012e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "9.9e-325",
            "9007199254740993",
            "9007199254740992.99999999999999999999999",
            "9007199254740993.00000000000000000000001",
            "6929495644600919.5",
            "3.2378839133029012895883522676e-319",
            "8.442911973260991817129021e-309",
            "1448997445238699e-306",
            "179769313486231580793728971405301e276",
            "104110013277974872254e-225",
            "0.1",
            "123456789012345678901234567890",
        ] {
            same(text);
        }
    }

    /// The digits of the point half-way between two floats, exactly.
    fn half_way(low: f64, high: f64) -> String {
        let (low, high) = (format!("{low:01400.1074}"), format!("{high:01400.1074}"));
        let mut carry = 0;
        let mut digits = Vec::new();
        for (a, b) in low.bytes().zip(high.bytes()).rev().filter(|(a, _)| *a != b'.') {
            let five_times = 5 * (a - b'0' + b - b'0') + carry;
            digits.push(char::from(b'0' + five_times % 10));
            carry = five_times / 10;
        }
        digits.iter().rev().collect()
    }

    #[test]
    fn points_half_way_between_two_floats_go_to_the_even_one() {
        for bits in random(150) {
            // Any size, and the smallest.
            for bits in [bits >> 1, bits >> 13, bits >> 40] {
                let (low, high) = (f64::from_bits(bits), f64::from_bits(bits + 1));
                if high.is_finite() {
                    let half = half_way(low, high);
                    same(&format!("{half}e-1075"));
                    same(&format!("{half}{}1e-2076", "0".repeat(1000)));
                    let below = half.trim_end_matches('0');
                    let exponent = (half.len() - below.len()) as i32 - 1076;
                    same(&format!("{}49e{exponent}", &below[..below.len() - 1]));
                }
            }
        }
    }

    #[test]
    fn random_floats_are_read_back() {
        for bits in random(30_000) {
            same(&format!("{:e}", f64::from_bits(bits)));
        }
    }

    #[test]
    fn random_digits_are_read_as_by_rust() {
        for bits in random(100_000) {
            let digits = bits >> (bits % 50);
            let exponent = (bits >> 32) as i64 % 25;
            same(&format!("{digits}e{exponent}"));
            same(&format!("{digits}e-{exponent}"));
            same(&format!("0.{digits}"));
        }
    }

    #[test]
    fn a_megabyte_of_digits_is_read_in_no_time() {
        let (zeros, nines) = ("0".repeat(1_000_000), "9".repeat(1_000_000));
        for (text, expected) in [
            (format!("{nines}e-1000000"), 1.0),
            (format!("0.{zeros}1e1000001"), 1.0),
            (format!("1{zeros}e-1000000"), 1.0),
            (format!("{zeros}.{zeros}"), 0.0),
            (format!("0.{nines}e{zeros}"), 1.0),
            (format!("9007199254740993.{zeros}"), 9_007_199_254_740_992.0),
            (format!("9007199254740993.{zeros}1"), 9_007_199_254_740_994.0),
            (format!("1e{nines}"), f64::INFINITY),
            (format!("1e-{nines}"), 0.0),
            (nines, f64::INFINITY),
        ] {
            assert_eq!(float(&text), Some(expected), "{text:.80}");
        }
    }
}
