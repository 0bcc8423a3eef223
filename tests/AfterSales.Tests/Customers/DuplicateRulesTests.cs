using AfterSales.Customers.Rules;

namespace AfterSales.Tests.Customers;

public sealed class DuplicateRulesTests
{
    private static readonly CustomerFacts Jose = new("José García Peña", ["+34911234567", "+34612000111"], "MAD-77", "Calle de Alcalá 5", "Madrid");

    [Theory]
    [InlineData("José García Peña", "JOSE GARCIA PENA", true)]
    [InlineData("José García Peña", "José García", true)]
    [InlineData("José García Peña", "García Peña, José", true)]
    [InlineData("José González Ruiz", "Jose Gonzales Ruiz", true)]
    [InlineData("José García Peña", "José López Peña", false)]
    [InlineData("José García Peña", "José", false)]
    [InlineData("王伟", "王伟", true)]
    [InlineData("王伟", "汪伟", true)]
    [InlineData("王伟", "Wang Wei", true)]
    [InlineData("王伟", "王伟强", false)]
    [InlineData("王伟", "李伟", false)]
    [InlineData("曾国华", "Zeng Guohua", true)]
    [InlineData("", "", false)]
    [InlineData("Ana", "", false)]
    public void Names_are_similar_or_not(string name, string other, bool areSimilar)
    {
        Assert.Equal(areSimilar, DuplicateRules.AreSimilarNames(name, other, Limits));
        Assert.Equal(areSimilar, DuplicateRules.AreSimilarNames(other, name, Limits));
    }

    [Fact]
    public void Each_reason_is_named() =>
        Assert.Equal([DuplicateReason.SamePhone, DuplicateReason.SameReference, DuplicateReason.SimilarNameAndPlace], Reasons(Jose, Jose with { Phones = ["+34612000111"] }));

    [Fact]
    public void A_similar_name_needs_the_same_town_or_a_similar_street()
    {
        var namesake = new CustomerFacts("Jose Garcia", [], null, null, null);
        Assert.Empty(Reasons(Jose, namesake));
        Assert.Empty(Reasons(Jose, namesake with { City = "Sevilla", Street = "Calle de la Luna 5" }));
        Assert.Equal([DuplicateReason.SimilarNameAndPlace], Reasons(Jose, namesake with { City = "MADRID" }));
        Assert.Equal([DuplicateReason.SimilarNameAndPlace], Reasons(Jose, namesake with { Street = "C/ de Alcala, 5" }));
    }

    [Fact]
    public void What_neither_says_is_no_likeness()
    {
        var nobody = new CustomerFacts("", [], null, null, null);
        Assert.Empty(Reasons(nobody, nobody));
        Assert.Empty(Reasons(nobody with { Reference = " - " }, nobody with { Reference = "" }));
    }

    [Fact]
    public void What_counts_as_similar_is_the_branchs_policy()
    {
        Assert.True(DuplicateRules.AreSimilarNames("Gonzalez", "Gonzales", Limits));
        Assert.False(DuplicateRules.AreSimilarNames("Gonzalez", "Gonzales", Limits with { NamePercent = 95 }));
    }

    private static SimilarityLimits Limits => CustomerPolicies.Similarity.Standard;

    private static IReadOnlyList<DuplicateReason> Reasons(CustomerFacts customer, CustomerFacts other) => DuplicateRules.Reasons(customer, other, Limits);
}
