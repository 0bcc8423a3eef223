using AfterSales.Branches;
using AfterSales.Branches.Rules;

namespace AfterSales.Tests.Branches;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("138 0013 8000", "CN", "+8613800138000", null)]
    [InlineData("１３８ ００１３ ８０００", "CN", "+8613800138000", null)]
    [InlineData("0034 911 234 567", "CN", "+34911234567", null)]
    [InlineData("+34 911 234 567", "CN", "+34911234567", null)]
    [InlineData("911-234-567", "ES", "+34911234567", null)]
    [InlineData("021-62881234 转 801", "CN", "+862162881234", "801")]
    [InlineData("(021) 6288 1234 分机801", "CN", "+862162881234", "801")]
    [InlineData("911 234 567 ext. 12", "ES", "+34911234567", "12")]
    [InlineData("911 234 567 extensión 12", "ES", "+34911234567", "12")]
    [InlineData("+1 650 253 0000 x5", "ES", "+16502530000", "5")]
    [InlineData("+44 20 7031 3000", "CN", "+442070313000", null)]
    [InlineData("400-820-8820", "CN", "+864008208820", null)]
    public void A_number_is_kept_as_the_world_writes_it_with_its_extension(string written, string country, string number, string? extension) =>
        Assert.Equal((new Phone(number, extension), null), PhoneNumber.Read(written, country));

    [Theory]
    [InlineData("12", "ES", PhoneNumber.NotANumber)]
    [InlineData("call me", "ES", PhoneNumber.NotANumber)]
    [InlineData("", "ES", PhoneNumber.NotANumber)]
    [InlineData("+999 123", "ES", PhoneNumber.NotANumber)]
    [InlineData("253-0000", "US", PhoneNumber.AreaCodeMissing)]
    [InlineData("６３２９８８１１", "CN", PhoneNumber.AreaCodeMissing)]
    [InlineData("138 0013 87777", "CN", PhoneNumber.NotANumber)]
    public void What_cannot_be_dialled_is_refused_and_said_why(string written, string country, string problem) =>
        Assert.Equal((null, problem), PhoneNumber.Read(written, country));

    [Theory]
    [InlineData("+8613800138000", null, "+86 138 0013 8000")]
    [InlineData("+862162881234", "801", "+86 21 6288 1234 ext. 801")]
    [InlineData("+34911234567", null, "+34 911 23 45 67")]
    public void A_number_is_shown_as_one_reads_it(string number, string? extension, string shown) =>
        Assert.Equal(shown, PhoneNumber.International(new Phone(number, extension)));

    [Fact]
    public void A_row_gives_back_number_and_extension()
    {
        foreach (var phone in new[] { new Phone("+8613800138000"), new Phone("+862162881234", "801") }) Assert.Equal(phone, Phone.Parse(phone.ToString()));
    }
}
