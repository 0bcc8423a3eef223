using System.ComponentModel;

namespace AfterSales.Headquarters;

/// <summary>Describes a figure in the schema by the words it is defined with.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class FigureWordsAttribute(string figure) : DescriptionAttribute
{
    public override string Description => FigureWording.Describe(Enum.Parse<FigureKey>(figure), "en");
}
