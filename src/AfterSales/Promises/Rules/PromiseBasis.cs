namespace AfterSales.Promises.Rules;

/// <summary>Names the calendar and the policies that clocks were reckoned with, so that those reckoned with others are found.</summary>
public static class PromiseBasis
{
    private const char Between = '|';

    public static string Of(string calendar, string policies) => $"{calendar}{Between}{policies}";

    public static string PoliciesOf(string basis) => basis[(basis.IndexOf(Between, StringComparison.Ordinal) + 1)..];
}
