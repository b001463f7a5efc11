//! A float as Python writes it: the shortest digits that mean it, which the crate `zmij` finds, in Python's layout.

/// The digits of a finite float, such as `1.0`, `1700000000.0`, `1e+22` or `1.5e-07`.
pub fn digits(float: f64) -> String {
    // Most are whole, a commit's time above all, and need no search for digits.
    if float.fract() == 0.0 && float != 0.0 && float.abs() < 1e15 {
        return format!("{}.0", float as i64);
    }
    any_digits(float)
}

#[inline(never)]
fn any_digits(float: f64) -> String {
    let sign = if float.is_sign_negative() { "-" } else { "" };
    if float == 0.0 {
        return format!("{sign}0.0");
    }
    let mut buffer = zmij::Buffer::new();
    let shortest = buffer.format_finite(float.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((shortest, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let padded = [whole, fraction].concat();
    let digits = padded.trim_start_matches('0');
    let zeros = padded.len() - digits.len();
    // The number is 0.digits × 10^point.
    let point = whole.len() as i32 - zeros as i32 + exponent.parse::<i32>().unwrap_or_default();
    format!("{sign}{}", placed(digits.trim_end_matches('0'), point))
}

/// The digits with the decimal point in its place, or an exponent from 1e16 up and below 1e-4.
fn placed(digits: &str, point: i32) -> String {
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    match point {
        -3..=0 => format!("0.{}{digits}", zeros(-point)),
        1..=16 if (point as usize) < digits.len() => {
            let (whole, fraction) = digits.split_at(point as usize);
            format!("{whole}.{fraction}")
        }
        1..=16 => format!("{digits}{}.0", zeros(point - digits.len() as i32)),
        _ => {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            let sign = if point > 0 { '+' } else { '-' };
            format!("{first}{dot}{rest}e{sign}{:02}", (point - 1).unsigned_abs())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn floats_are_written_as_python_writes_them() {
        for (float, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (1_700_000_000.0, "1700000000.0"),
            (0.1, "0.1"),
            (123_456_789.123_456_79, "123456789.12345679"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (9_007_199_254_740_993.0, "9007199254740992.0"),
            (1.5e-7, "1.5e-07"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1e22, "1e+22"),
            (1.234e300, "1.234e+300"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (-1342.25, "-1342.25"),
            (0.00123, "0.00123"),
            // Two forms are equally short and equally near: Python takes the even one.
            (809_860_383_092_583.0 + 0.25, "809860383092583.2"),
            (809_860_383_092_583.0 + 0.75, "809860383092583.8"),
            (5.684_341_886_080_802e-14, "5.684341886080802e-14"),
        ] {
            assert_eq!(digits(float), text);
        }
    }

    #[test]
    fn the_digits_are_the_fewest_and_of_these_the_nearest() {
        let significant = |text: &str| {
            let mantissa = text.split('e').next().unwrap_or_default().replace('.', "");
            mantissa.trim_matches('0').to_owned()
        };
        // Below a power of two the floats are twice as dense as above.
        let powers = (0..2047_u64).flat_map(|exponent| [exponent << 52 | 1, exponent << 52]);
        let mut random = fastrand::Rng::with_seed(1);
        let any = std::iter::repeat_with(|| random.u64(..) >> 1);
        for bits in powers.chain(any.take(10_000)) {
            let float = f64::from_bits(bits);
            if float.is_finite() {
                let ours = digits(float);
                assert_eq!(ours.parse::<f64>().map(f64::to_bits), Ok(bits), "{bits:x}");
                let (ours, theirs) = (significant(&ours), significant(&format!("{float:e}")));
                if ours != theirs {
                    // Two are equally near: the standard library takes any, Python the even one.
                    let exact = significant(&format!("{float:.800e}"));
                    assert!(exact.len() == ours.len() + 1 && exact.ends_with('5'), "{bits:x}");
                    assert!(ours.ends_with(['0', '2', '4', '6', '8']), "{bits:x}");
                }
            }
        }
    }
}
