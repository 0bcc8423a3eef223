namespace AfterSales.Branches.Rules;

/// <summary>A telephone number.</summary>
/// <param name="Number">E.164, such as <c>+34911234567</c>.</param>
/// <param name="Extension">Digits that are dialled behind it, where there are any.</param>
[GenerateSerializer, Immutable, Alias("Phone")]
public sealed record Phone([property: Id(0)] string Number, [property: Id(1)] string? Extension = null)
{
    private const string Divider = ";ext=";

    /// <summary>As rows keep it: <c>+862162881234;ext=801</c>.</summary>
    public override string ToString() => Extension is null ? Number : Number + Divider + Extension;

    public static Phone Parse(string text) => text.Split(Divider, 2) is [var number, var extension] ? new(number, extension) : new(text);
}
