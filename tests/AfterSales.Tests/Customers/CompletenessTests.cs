using System.Collections.Immutable;
using AfterSales.Customers.Rules;
using CsCheck;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class CompletenessTests
{
    private static readonly ImmutableList<FileField> Standard = CustomerPolicies.RequiredFields.Standard;

    [Fact]
    public void A_file_says_which_of_the_required_fields_are_missing()
    {
        var measured = CompletenessRules.Of(Registered(), Standard);
        Assert.Equal([FileField.MaintenanceCycle], measured.Missing);
        Assert.Equal((6, 83, false), (measured.Required, measured.Percent, measured.IsComplete));
    }

    [Fact]
    public void A_contact_person_is_asked_of_organisations_and_dealers_only()
    {
        var hotel = Hotel with { Contacts = [] };
        Assert.Contains(FileField.ContactPerson, CompletenessRules.Of(Registered(hotel), Standard).Missing);
        Assert.Contains(FileField.ContactPerson, CompletenessRules.Of(Registered(hotel with { Kind = CustomerKind.Dealer }), Standard).Missing);
        Assert.DoesNotContain(FileField.ContactPerson, CompletenessRules.Of(Registered(hotel with { Kind = CustomerKind.Person }), Standard).Missing);
    }

    [Fact]
    public void A_number_of_a_contact_is_a_number_of_the_file() =>
        Assert.DoesNotContain(FileField.Phone, CompletenessRules.Of(Registered(Hotel with { Phones = [] }), Standard).Missing);

    [Fact]
    public void An_enquiry_is_recorded_when_one_knows_whose_it_is_and_where_the_product_stands()
    {
        Assert.True(CompletenessRules.EnquiryIsRecorded(Registered()));
        Assert.False(CompletenessRules.EnquiryIsRecorded(Registered(Wang with { Name = "" })));
        Assert.False(CompletenessRules.EnquiryIsRecorded(Registered(Wang with { Addresses = [] })));
        Assert.False(CompletenessRules.EnquiryIsRecorded(Registered(Wang with { Addresses = [new CustomerAddress("", null, "上海")] })));
    }

    [Fact]
    public void The_figure_lies_between_nothing_and_a_hundred_and_a_hundred_means_complete() =>
        Gen.Enum<FileField>().Array[1, 16].Sample(fields =>
        {
            var measured = CompletenessRules.Of(Registered(Hotel), [.. fields]);
            Assert.InRange(measured.Percent, 0, 100);
            Assert.Equal(measured.Percent == 100, measured.IsComplete);
            Assert.All(measured.Missing, field => Assert.Contains(field, fields));
        });
}
