using System.Net;
using System.Net.Sockets;
using AfterSales.Channels;

namespace AfterSales.Tests.Channels;

public sealed class SignedPostTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.53", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    public void Addresses_of_the_internet_are_told_from_all_others(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_even_knocked_at()
    {
        using var post = new SignedPost();
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var address = new Uri($"http://localhost:{((IPEndPoint)door.LocalEndpoint).Port}/");
        var answer = await post.Send(address, "a secret", "id-1", "{}"u8.ToArray(), TimeSpan.FromSeconds(5), PostReach.Internet);
        Assert.Equal(new PostAnswer(null, PostFailure.AddressNotAllowed), answer);
        Assert.False(door.Pending());
    }

    [Fact]
    public async Task Nobody_at_home_and_who_says_nothing_are_told_apart()
    {
        using var post = new SignedPost();
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)door.LocalEndpoint).Port}/");
        Assert.Equal(PostFailure.TimedOut, (await post.Send(address, "a secret", "id-1", "{}"u8.ToArray(), TimeSpan.FromMilliseconds(300), PostReach.InternetAndLoopback)).Failure);
        door.Stop();
        Assert.Equal(PostFailure.NotReached, (await post.Send(address, "a secret", "id-1", "{}"u8.ToArray(), TimeSpan.FromSeconds(5), PostReach.Anywhere)).Failure);
    }
}
