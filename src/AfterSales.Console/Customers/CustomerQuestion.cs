namespace AfterSales.Console.Customers;

/// <summary>What somebody types to find a customer, as the API's <c>where</c>.</summary>
internal static class CustomerQuestion
{
    private const int FewestDigits = 4;

    /// <summary>Null where too little is typed to look for.</summary>
    public static object? Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var isNumber = digits.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')' or '.' or '/');
        if (isNumber) return digits.Length < FewestDigits ? null : new { phone = new { contains = digits.TrimStart('0') } };
        return text.Length < 2 && !text.Any(c => c > 0x2E80) ? null
            : text.Length == 0 ? null
            : new { or = new object[] { new { name = new { contains = text } }, new { reference = new { eq = text } } } };
    }
}
