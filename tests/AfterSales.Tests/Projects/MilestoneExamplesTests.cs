using AfterSales.Projects.Rules;

namespace AfterSales.Tests.Projects;

/// <summary>What the sources say comes before what in an installation project, each example with its line.</summary>
public sealed class MilestoneExamplesTests
{
    [Theory]
    [InlineData("S2 D 三.1: 安排售后人员到现场配合测量及了解现场环境和施工情况", ProjectMilestone.SiteMeasured, ProjectMilestone.TeamRequested)]
    [InlineData("S2 D 四: 跟进预付款到帐情况", ProjectMilestone.PrepaymentConfirmed, ProjectMilestone.ArrivalAnnounced)]
    [InlineData("S2 E 一: the service head decides over the team that was asked for", ProjectMilestone.TeamRequested, ProjectMilestone.TeamGranted)]
    [InlineData("S2 E 一: the team enters the site and checks it", ProjectMilestone.TeamGranted, ProjectMilestone.EntryCheckPassed)]
    [InlineData("S3 ⑹-3 一1: the customer hears of the goods before they come", ProjectMilestone.ArrivalAnnounced, ProjectMilestone.GoodsChecked)]
    [InlineData("S0 P5 I.1(5): After the products arrive … users will check and count the products", ProjectMilestone.GoodsChecked, ProjectMilestone.Installed)]
    [InlineData("S2 E 一: what is wrong with the site is put right before the work", ProjectMilestone.EntryCheckPassed, ProjectMilestone.Installed)]
    [InlineData("S0 P5 I.1(2): Our company tests all hardware and software according to the contract", ProjectMilestone.Installed, ProjectMilestone.Tested)]
    [InlineData("S0 P5 I.1(6): After all products are installed and debugged, both parties can conduct acceptance tests", ProjectMilestone.Tested, ProjectMilestone.TrialRunEnded)]
    [InlineData("S0 P2: the user will confirm the end of the trial run period and the final inspection", ProjectMilestone.TrialRunEnded, ProjectMilestone.Accepted)]
    [InlineData("S2 C 三: 本系统调试开通后 … 提供系统操作培训", ProjectMilestone.Installed, ProjectMilestone.CustomerTrained)]
    [InlineData("S0 P4 二4–5: the instruction manual, the product certificate delivered to the owner", ProjectMilestone.DocumentsDelivered, ProjectMilestone.HandedOver)]
    [InlineData("S0 P5 I.1(3): Our company provides technical training", ProjectMilestone.CustomerTrained, ProjectMilestone.HandedOver)]
    [InlineData("S2 D 十三: 售后专员与客户进行最终结算", ProjectMilestone.Accepted, ProjectMilestone.FinallySettled)]
    [InlineData("S2 D 十三: 收集《工程反馈函》", ProjectMilestone.FeedbackReceived, ProjectMilestone.Closed)]
    [InlineData("S2 D 十四: 与客户确认用户信息 … 以便下次进行回访", ProjectMilestone.ContactsConfirmed, ProjectMilestone.Closed)]
    [InlineData("S2 D 十五: 《反馈信息表》《项目反馈函》", ProjectMilestone.HandedOver, ProjectMilestone.FeedbackReceived)]
    [InlineData("S2 D 十三: the account is settled before the project is closed", ProjectMilestone.FinallySettled, ProjectMilestone.Closed)]
    public void One_comes_before_the_other(string line, ProjectMilestone before, ProjectMilestone after) =>
        Assert.True(ProjectMilestones.NeededFor(after).Contains(before), line);
}
