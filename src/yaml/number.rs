//! Numbers: what PyYAML makes of the text of an `!!int` or a `!!float`.
//!
//! Implicit numbers have passed a pattern of the resolver; explicitly tagged ones can be anything,
//! and then Python's `int()` and `float()` decide. Not here: writing numbers (the JSON side).

/// Python's own limit on the decimal digits of a whole number, when it reads one or writes it as
/// JSON.
const DIGITS_LIMIT: usize = 4300;

/// A whole number with more digits than Python reads or writes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// The canonical digits of a whole number, or None if the text is none.
pub(super) fn int(text: &str) -> Result<Option<String>, TooLong> {
    let text = text.replace('_', "");
    let (is_negative, unsigned) = split_sign(&text);
    let whole = if unsigned == "0" {
        Some((false, Whole::default()))
    } else if let Some(digits) = unsigned.strip_prefix("0b") {
        python_int(digits, 2)?
    } else if let Some(digits) = unsigned.strip_prefix("0x") {
        python_int(digits, 16)?
    } else if unsigned.starts_with('0') {
        python_int(unsigned, 8)?
    } else if unsigned.contains(':') {
        sixties(unsigned)?.map(|whole| (false, whole))
    } else {
        python_int(unsigned, 10)?
    };
    let Some((is_inner_negative, whole)) = whole else { return Ok(None) };
    let digits = whole.digits();
    if digits.len() > DIGITS_LIMIT {
        return Err(TooLong);
    }
    let sign = if is_negative != is_inner_negative && digits != "0" { "-" } else { "" };
    Ok(Some(format!("{sign}{digits}")))
}

/// The value of a float, or None if the text is none.
pub(super) fn float(text: &str) -> Option<f64> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (is_negative, unsigned) = split_sign(&text);
    let float = match unsigned {
        ".inf" => f64::INFINITY,
        ".nan" => f64::NAN,
        _ if unsigned.contains(':') => float_sixties(unsigned)?,
        _ => python_float(unsigned)?,
    };
    Some(if is_negative { -float } else { float })
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Python's `int(text, base)`, but for digits of other scripts, as sign and size.
fn python_int(text: &str, base: u32) -> Result<Option<(bool, Whole)>, TooLong> {
    let (is_negative, unsigned) = split_sign(text.trim());
    let prefixes = match base {
        2 => ["0b", "0B"],
        8 => ["0o", "0O"],
        16 => ["0x", "0X"],
        _ => ["", ""],
    };
    let digits = prefixes.iter().find_map(|prefix| unsigned.strip_prefix(prefix));
    Ok(Whole::parse(digits.unwrap_or(unsigned), base)?.map(|whole| (is_negative, whole)))
}

/// Python's `float(text)`, but for digits of other scripts.
fn python_float(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// A number in base 60, such as `1:30`.
fn sixties(text: &str) -> Result<Option<Whole>, TooLong> {
    let (first, rest) = text.split_once(':').unwrap_or((text, ""));
    let Some(mut whole) = Whole::parse(first.trim(), 10)? else { return Ok(None) };
    for part in rest.split(':') {
        // Python also takes signed and longer parts, which no pattern lets through: only with a
        // tag.
        match part.trim().parse::<u32>() {
            Ok(part) if part < Whole::LIMB => whole.multiply_add(60, part)?,
            _ => return Ok(None),
        }
    }
    Ok(Some(whole))
}

/// A float in base 60, such as `1:30.5`, added up in PyYAML's order.
fn float_sixties(text: &str) -> Option<f64> {
    let mut base = Whole::from(1);
    let mut sum = 0.0;
    for part in text.rsplit(':') {
        let factor = python_float(&base.digits())?;
        if factor.is_infinite() {
            return None;
        }
        sum += python_float(part)? * factor;
        base.multiply_add(60, 0).ok()?;
    }
    Some(sum)
}

/// A whole number, not negative, of any size up to the limit: its decimal digits in groups of nine,
/// lowest first, without zero groups at the top.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Whole {
    limbs: Vec<u32>,
}

impl Whole {
    const LIMB: u32 = 1_000_000_000;

    /// Reads digits of a base up to 16; None if there are none or other characters.
    fn parse(digits: &str, base: u32) -> Result<Option<Whole>, TooLong> {
        if base == 10 && digits.len() > DIGITS_LIMIT {
            return Err(TooLong);
        }
        if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
            return Ok(None);
        }
        let mut whole = Whole::default();
        // Several digits at a time, as many as fit in a limb.
        let (mut factor, mut group) = (1, 0);
        for digit in digits.chars() {
            if factor > Whole::LIMB / base {
                whole.multiply_add(factor, group)?;
                (factor, group) = (1, 0);
            }
            factor *= base;
            group = group * base + digit.to_digit(base).unwrap_or_default();
        }
        whole.multiply_add(factor, group)?;
        Ok(Some(whole))
    }

    /// The digits of a float that is whole, exactly; None for any other.
    pub(super) fn from_float(float: f64) -> Option<String> {
        if !float.is_finite() || float.fract() != 0.0 {
            return None;
        }
        let bits = float.abs().to_bits();
        let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
        let exponent = (bits >> 52) as i32 - 1075;
        let mut whole = match exponent {
            _ if float == 0.0 => Whole::default(),
            ..0 => Whole::from(mantissa >> -exponent),
            _ => Whole::from(mantissa),
        };
        for _ in 0..exponent {
            whole.multiply_add(2, 0).ok()?;
        }
        let sign = if float < 0.0 { "-" } else { "" };
        Some(format!("{sign}{}", whole.digits()))
    }

    /// Multiplies by a factor and adds, both at most a limb.
    fn multiply_add(&mut self, factor: u32, add: u32) -> Result<(), TooLong> {
        let mut carry = u64::from(add);
        for limb in &mut self.limbs {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = (carry % u64::from(Whole::LIMB)) as u32;
            carry /= u64::from(Whole::LIMB);
        }
        while carry > 0 {
            self.limbs.push((carry % u64::from(Whole::LIMB)) as u32);
            carry /= u64::from(Whole::LIMB);
        }
        // Two limbs to spare: the exact limit is the caller's.
        if self.limbs.len() > DIGITS_LIMIT / 9 + 2 { Err(TooLong) } else { Ok(()) }
    }

    fn digits(&self) -> String {
        let mut limbs = self.limbs.iter().rev();
        let mut digits = limbs.next().map_or("0".into(), u32::to_string);
        for limb in limbs {
            digits.push_str(&format!("{limb:09}"));
        }
        digits
    }
}

impl From<u64> for Whole {
    fn from(mut number: u64) -> Whole {
        let mut limbs = Vec::new();
        while number > 0 {
            limbs.push((number % u64::from(Whole::LIMB)) as u32);
            number /= u64::from(Whole::LIMB);
        }
        Whole { limbs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_those_of_python_with_all_their_digits() {
        for (text, digits) in [
            ("0", "0"),
            ("-0", "0"),
            ("+5", "5"),
            ("1_000", "1000"),
            ("010", "8"),
            ("-0777", "-511"),
            ("0b101", "5"),
            ("0x1F", "31"),
            ("0xffffffffffffffffffffffff", "79228162514264337593543950335"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("1:30", "90"),
            ("-190:20:30", "-685230"),
            (" 007 ", "7"),
            ("0o17", "15"),
            ("0x0x1f", "31"),
            ("+-3", "-3"),
        ] {
            assert_eq!(int(text), Ok(Some(digits.into())), "{text}");
        }
        for text in
            ["", "-", "x", "08", "0b", "0b2", "0x_", "1.5", "1e3", "--", "1:", "1:x", "1:-5"]
        {
            assert_eq!(int(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn whole_numbers_may_have_4300_digits_and_no_more() {
        assert_eq!(int(&"9".repeat(4300)), Ok(Some("9".repeat(4300))));
        assert_eq!(int(&"9".repeat(4301)), Err(TooLong));
        assert_eq!(int(&format!("0x{}", "f".repeat(3600))), Err(TooLong));
        assert_eq!(int(&format!("1{}", ":59".repeat(5000))), Err(TooLong));
    }

    #[test]
    fn floats_are_those_of_python() {
        for (text, expected) in [
            ("3.10", 3.1),
            ("1_0.5", 10.5),
            (".5", 0.5),
            ("-5.", -5.0),
            ("1.5e+3", 1500.0),
            ("1:30.5", 90.5),
            ("-12:30:45.5", -45045.5),
            (".inf", f64::INFINITY),
            ("-.INF", f64::NEG_INFINITY),
            (" 1e3 ", 1000.0),
        ] {
            assert_eq!(float(text), Some(expected), "{text}");
        }
        assert!(float(".nan").is_some_and(f64::is_nan));
        for text in ["", ".", "x", "0x10", "1:", "1e"] {
            assert_eq!(float(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_float_has_its_exact_digits() {
        for (float, digits) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-1500.0, "-1500"),
            (1e23, "99999999999999991611392"),
            (9007199254740993.0, "9007199254740992"),
        ] {
            assert_eq!(Whole::from_float(float).as_deref(), Some(digits), "{float}");
        }
        for float in [0.5, 1e-300, f64::INFINITY, f64::NAN] {
            assert_eq!(Whole::from_float(float), None, "{float}");
        }
    }
}
