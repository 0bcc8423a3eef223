using System.Text;

namespace AfterSales.Catalogue.Rules;

/// <summary>
/// Codes and serial numbers as people type them: the same one in small letters, in full width (as Chinese keyboards write it) or with spaces
/// around it is the same code.
/// </summary>
public static class ModelCode
{
    public static string Normalise(string typed) => typed.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();

    public static bool AreSame(string one, string other) => Normalise(one) == Normalise(other);
}
