using AfterSales.Api;
using AfterSales.Branches.Rules;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>A telephone number.</summary>
[Name("Phone"), SecuredByParent]
public sealed class PhoneView(Phone phone)
{
    /// <summary>E.164, such as <c>+34911234567</c>.</summary>
    public string Number => phone.Number;

    /// <summary>Digits that are dialled behind it.</summary>
    public string? Extension => phone.Extension;

    /// <summary>
    /// Written as one reads it, with country code and extension. In a CSV export an apostrophe stands before it, so that no spreadsheet computes the
    /// <c>+</c>; an import takes it off again.
    /// </summary>
    public string Display => PhoneNumber.International(phone);

    internal Phone Phone => phone;

    internal static PhoneView? Of(Phone? phone) => phone is null ? null : new(phone);
}
