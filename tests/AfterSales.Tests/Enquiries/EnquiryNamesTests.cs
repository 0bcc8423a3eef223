using AfterSales.Api.Wording;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;

namespace AfterSales.Tests.Enquiries;

public sealed class EnquiryNamesTests
{
    [Theory]
    [InlineData("en", "diagnosis")]
    [InlineData("zh-CN", "诊断")]
    [InlineData("es", "diagnóstico")]
    public void A_request_is_called_by_what_it_is_about(string language, string called) =>
        Assert.Equal(called, EnquiryNames.NameOf(EnquiryKind.Request, RequestMatter.Diagnosis, language));

    [Fact]
    public void No_two_matters_are_called_alike() =>
        Assert.All(WordList.Languages, language => Assert.Equal(
            Enum.GetValues<RequestMatter>().Length, Enum.GetValues<RequestMatter>().Select(matter => EnquiryNames.NameOf(EnquiryKind.Request, matter, language)).Distinct().Count()));

    [Theory]
    [InlineData(EnquiryKind.Request, "request")]
    [InlineData(EnquiryKind.PriceQuestion, "price question")]
    [InlineData(EnquiryKind.Lead, "lead")]
    public void What_is_about_nothing_in_particular_is_called_by_its_kind(EnquiryKind kind, string called) => Assert.Equal(called, EnquiryNames.NameOf(kind, RequestMatter.Other, "en"));
}
