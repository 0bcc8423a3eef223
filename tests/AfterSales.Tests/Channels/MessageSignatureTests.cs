using System.Text;
using AfterSales.Channels;

namespace AfterSales.Tests.Channels;

public sealed class MessageSignatureTests
{
    private const string Secret = "a secret of at least thirty-two characters";

    private static readonly DateTimeOffset Now = new(2026, 3, 9, 2, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"callId":"vc-1","status":"answered"}""");

    /// <summary>Reckoned with openssl: <c>printf '1773021600.{…}' | openssl dgst -sha256 -hmac "$secret"</c>.</summary>
    [Fact]
    public void The_signature_is_what_any_other_program_reckons() => Assert.Equal(
        "t=1773021600,v1=f6b9425eed1877fbff2aba073f72f26b7fe8de7bd53dcc46f41907201c16bd0f", MessageSignature.Of(Secret, Body, Now));

    [Fact]
    public void A_message_that_is_as_it_was_signed_is_taken() =>
        Assert.True(MessageSignature.IsValid(MessageSignature.Of(Secret, Body, Now), Secret, Body, Now.AddMinutes(5)));

    [Fact]
    public void Another_body_another_secret_another_time_are_not()
    {
        var signature = MessageSignature.Of(Secret, Body, Now);
        Assert.False(MessageSignature.IsValid(signature, Secret, [.. Body, (byte)' '], Now));
        Assert.False(MessageSignature.IsValid(signature, Secret + "!", Body, Now));
        Assert.False(MessageSignature.IsValid(signature.Replace("t=1773021600", "t=1773021601", StringComparison.Ordinal), Secret, Body, Now));
        Assert.False(MessageSignature.IsValid(signature, Secret, Body, Now.AddMinutes(5).AddSeconds(1)));
        Assert.False(MessageSignature.IsValid(signature, Secret, Body, Now.AddMinutes(-5).AddSeconds(-1)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1773021600")]
    [InlineData("t=1773021600,v1=")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=9223372036854775807,v1=00")]
    [InlineData("t=-1,v1=00")]
    [InlineData("t=1773021600,v1=00,v1=00")]
    [InlineData("v1=00,t=1773021600")]
    [InlineData("t=1773021600,v1=é")]
    public void What_is_no_signature_is_refused(string? header) => Assert.False(MessageSignature.IsValid(header, Secret, Body, Now));
}
