using AfterSales.Api;
using AfterSales.Branches.Rules;

namespace AfterSales.Branches;

/// <summary>Branches as those who write to customers.</summary>
public static class Letterheads
{
    public static Letterhead Of(Branch branch) => Of(branch.Name, branch.Phone) with { Address = branch.Address?.Lines() ?? [] };

    /// <summary>On the pages of links, which nobody answers by post.</summary>
    public static Letterhead Of(string name, Phone? phone) => new(name, [], phone is null ? null : PhoneNumber.International(phone), phone?.ToString());
}
